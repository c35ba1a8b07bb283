using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Reception.Clustering.Hosting;

/// <summary>
/// What ties a child process to the one that started it: while the parent lives it holds the child's standard input open. When that
/// ends, however the parent ended, the child shuts down as on SIGTERM, so that nothing is left over. Ctrl-C, which a terminal sends to all
/// of them at once, is the parent's business. A process that nobody supervises is not touched.
/// </summary>
public static class ParentProcess
{
    /// <summary>Set (to 1) by a parent for the processes that it starts.</summary>
    public const string Variable = "RECEPTION_SUPERVISED";

    public static IServiceCollection AddReceptionSupervision(this IServiceCollection services)
    {
        if (Environment.GetEnvironmentVariable(Variable) == "1") services.AddHostedService<ParentWatch>();
        return services;
    }

    private sealed class ParentWatch(IHostApplicationLifetime lifetime) : IHostedService, IDisposable
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
            lifetime.StopApplication();
        }
    }
}
