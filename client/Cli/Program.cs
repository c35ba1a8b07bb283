using System.CommandLine;
using System.Text;
using Reception.Cli.Commands;

Console.OutputEncoding = Encoding.UTF8;
Console.InputEncoding = Encoding.UTF8;
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
    SimulateCommand.Make(),
    StaffingCommand.Make(),
};
return await root.Parse(args).InvokeAsync();
