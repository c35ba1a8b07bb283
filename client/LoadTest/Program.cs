using System.Text;
using Reception.LoadTest.Baselines;
using Reception.LoadTest.Reports;
using Reception.LoadTest.Runs;

Console.OutputEncoding = Encoding.UTF8;
if (args is [BaselineHost.Verb, .. var rest]) return await BaselineHost.RunAsync(rest);
var root = RunCommand.Make();
foreach (var command in RecordCommands.Make()) root.Add(command);
return await root.Parse(args).InvokeAsync();
