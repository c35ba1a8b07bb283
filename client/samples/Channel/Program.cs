using Channel;
using Reception.Client.Hosting;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration;
var location = new ClusterLocation { DataFolder = settings["data"] ?? "data" };
if (settings["cluster"] is { } addresses && !ClusterLocation.TryParse(addresses, out location))
    throw new ArgumentException($"'{addresses}' is no list of addresses with ports; for example --cluster 127.0.0.1:30000");
builder.WebHost.UseUrls(settings["url"] ?? "http://127.0.0.1:5090");
builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Orleans", LogLevel.Error);
builder.JoinReception(location); // the sessions of Reception.Client, in a process that is a client of the cluster
builder.Services.AddSingleton<Marketplace>().AddSingleton<Bridge>().AddHostedService(services => services.GetRequiredService<Bridge>());
if (settings.GetValue("simulate", true)) builder.Services.AddHostedService<Simulation>();

var app = builder.Build();
app.MapPost("/shops/{shop}/buyers/{buyer}/messages", async (string shop, string buyer, Line line, Bridge bridge) => Answer(await bridge.PostAsync(new(shop, buyer), line)));
app.MapGet("/shops/{shop}/buyers/{buyer}/messages", (string shop, string buyer, long? after, Marketplace market) => market.Read(new(shop, buyer), after ?? 0));
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"ready channel {string.Join(' ', app.Urls)}"));
await app.RunAsync();

// 503 says: send the same again with the same id, it is stored once.
static IResult Answer(Stored stored) => stored.Error is null ? Results.Ok(stored) : Results.Json(stored, statusCode: stored.MayRetry ? 503 : 400);
