namespace Reception.Silo.Roles;

/// <summary>The life of a process from its start to its end in order.</summary>
internal static class Running
{
    /// <summary>Until it is asked to stop. Asked while it still starts, it gives up starting, and what has begun leaves in order: that is no error.</summary>
    public static async Task RunToTheEndAsync(this IHost app)
    {
        var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await app.StartAsync();
            await app.WaitForShutdownAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await app.StopAsync();
        }
        finally
        {
            if (app is IAsyncDisposable disposable) await disposable.DisposeAsync();
        }
    }
}
