using Reception.Silo;
using Reception.Silo.Configuration;
using Reception.Silo.Roles;
using Reception.Silo.Storage;
using Probe = Reception.Gateway.Hosting.Probe;

try
{
    return await Probe.RunAsync(args) ?? await Migrate.RunAsync(args) ?? await RunAsync(args);
}
catch (Exception exception) when (Exit.Explains(exception) is { } reasons)
{
    return Exit.With(reasons);
}

static Task<int> RunAsync(string[] args)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
    if (!builder.Configuration.TryAddSwitches(args, out var misuse)) return Task.FromResult(Exit.With(misuse));
    if (SiloSettings.Read(builder.Configuration, builder.Environment, out var options) is { Count: > 0 } errors) return Task.FromResult(Exit.With(errors));
    builder.Services.AddSingleton(options);
    return options.Role switch
    {
        ProcessRole.Store => StoreRole.RunAsync(builder, options),
        ProcessRole.Member => MemberRole.RunAsync(builder, options),
        ProcessRole.Supervisor => SupervisorRole.RunAsync(builder, options),
        _ => AloneRole.RunAsync(builder, options),
    };
}
