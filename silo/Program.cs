using Reception.Gateway;
using Reception.Grains.Hosting;
using Reception.Silo;
using Reception.Storage.GrainStates;
using Reception.Storage.Sqlite;

try
{
    return await RunAsync(args);
}
catch (Exception exception) when (Exit.Explains(exception) is { } reasons)
{
    return Exit.With(reasons);
}

static async Task<int> RunAsync(string[] args)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
    if (!builder.Configuration.TryAddSwitches(args, out var misuse)) return Exit.With(misuse);
    var options = builder.Configuration.GetSection("Reception").Get<SiloOptions>() ?? new();
    var development = builder.Environment.IsDevelopment();
    if (options.Validate() is { Count: > 0 } errors) return Exit.With(errors);

    builder.WebHost.UseUrls(options.Url);
    builder.Services.AddSingleton(options);
    builder.Services.AddReceptionSqliteStore(store => store.DataFolder = options.DataFolder);
    builder.Services.AddReceptionGrainStorage("Default", json => json.TypeInfoResolverChain.AddGrainStates());
    builder.Services.AddReceptionGrains();
    builder.UseOrleans(silo => silo.UseReceptionCluster(options));
    builder.Services.AddReceptionGateway(gateway => gateway.UseDataFolder(options, development));
    if (options.Demo ?? development) builder.Services.AddHostedService<DemoShops>();
    builder.Services.AddHostedService<Welcome>();

    var app = builder.Build();
    app.MapReceptionGateway();
    await app.RunAsync();
    return 0;
}
