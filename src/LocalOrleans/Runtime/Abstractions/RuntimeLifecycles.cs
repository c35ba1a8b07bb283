namespace Orleans
{
    /// <summary>The client's lifecycle.</summary>
    public interface IClusterClientLifecycle : ILifecycleObservable;
}

namespace Orleans.Runtime
{
    /// <summary>The silo's lifecycle.</summary>
    public interface ISiloLifecycle : ILifecycleObservable
    {
        /// <summary>The highest stage whose start completed.</summary>
        int HighestCompletedStage { get; }

        /// <summary>The lowest stage whose stop completed.</summary>
        int LowestStoppedStage { get; }
    }

    /// <summary>The lifecycle of one life of a grain.</summary>
    public interface IGrainLifecycle : ILifecycleObservable;

    /// <summary>The stages of a grain's life.</summary>
    public static class GrainLifecycleStage
    {
        /// <summary>Before all others.</summary>
        public const int First = int.MinValue;

        /// <summary>Stored state is read.</summary>
        public const int SetupState = 1000;

        /// <summary>OnActivateAsync has run next.</summary>
        public const int Activate = 2000;

        /// <summary>After all others.</summary>
        public const int Last = int.MaxValue;
    }

    /// <summary>Work that runs when the silo starts; see AddStartupTask.</summary>
    public interface IStartupTask
    {
        /// <summary>Runs once; an exception ends the start.</summary>
        Task Execute(CancellationToken cancellationToken);
    }

    /// <summary>What a silo knows of itself.</summary>
    public interface ILocalSiloDetails
    {
        /// <summary>The silo's name.</summary>
        string Name { get; }

        /// <summary>The cluster it belongs to.</summary>
        string ClusterId { get; }

        /// <summary>The machine's name.</summary>
        string DnsHostName { get; }

        /// <summary>The silo's address.</summary>
        SiloAddress SiloAddress { get; }

        /// <summary>Where clients connect.</summary>
        SiloAddress GatewayAddress { get; }
    }
}
