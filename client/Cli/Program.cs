using System.CommandLine;
using System.Text;
using Reception.Cli.Commands;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;
Console.InputEncoding = Encoding.UTF8;
if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 240; // files and pipes are not 80 columns wide: ids stay whole
var root = new RootCommand("Reception: chat with a shop, serve its customers, look after its knowledge.")
{
    ChatCommand.Make(),
    AskCommand.Make(),
    AgentCommand.Make(),
    TriageCommand.Make(),
    KnowledgeCommand.Make(),
    CatalogueCommand.Make(),
    TrainingCommand.Make(),
    ShopsCommand.Make(),
    AgentsCommand.Make(),
    ConversationsCommand.Make(),
    WorkOrdersCommand.Make(),
    SuperviseCommand.Make(),
    PeakCommand.Make(),
    TopicsCommand.Make(),
    SimulateCommand.Make(),
    StaffingCommand.Make(),
    ScalingCommand.Make(),
    ForecastCommand.Make(),
};
return await root.Parse(args).InvokeAsync();
