using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Reception.Clustering.Hosting;

/// <summary>
/// What ties a child process to the one that started it: while the parent lives it holds the child's standard input open. When that
/// ends, however the parent ended, the child shuts down as on SIGTERM, and after <see cref="Limit"/> it ends whatever it still does, so that
/// nothing is left over. Ctrl-C, which a terminal sends to all of them at once, is the parent's business. A process that nobody supervises
/// is not touched.
/// </summary>
public static class ParentProcess
{
    /// <summary>Set (to 1) by a parent for the processes that it starts.</summary>
    public const string Variable = "RECEPTION_SUPERVISED";

    /// <summary>How long a child may take to shut down once its input has ended. 75 s: longer than a parent that lives waits for it.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(75);

    /// <summary><paramref name="before"/>: what is awaited between the end of the input and the shutdown; it bounds itself.</summary>
    public static IServiceCollection AddReceptionSupervision(this IServiceCollection services, Func<IServiceProvider, Task>? before = null)
    {
        if (Environment.GetEnvironmentVariable(Variable) == "1")
            services.AddHostedService(provider => new ParentWatch(provider.GetRequiredService<IHostApplicationLifetime>(), () => before?.Invoke(provider) ?? Task.CompletedTask));
        return services;
    }

    private sealed class ParentWatch(IHostApplicationLifetime lifetime, Func<Task> before) : IHostedService, IDisposable
    {
        private readonly PosixSignalRegistration _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);

        public Task StartAsync(CancellationToken cancellationToken)
        {
            new Thread(Watch) { IsBackground = true, Name = "reception-parent-watch" }.Start();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => _interrupt.Dispose();

        private void Watch()
        {
            using var input = Console.OpenStandardInput();
            Span<byte> ignored = stackalloc byte[64];
            while (input.Read(ignored) > 0) { }
            var never = new ManualResetEventSlim();
            _ = EndAsync();
            never.Wait(Limit); // a background thread: it ends with the process, if that ends by itself
            Environment.Exit(3);
        }

        private async Task EndAsync()
        {
            await before();
            lifetime.StopApplication();
        }
    }
}
