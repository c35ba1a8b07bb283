using System.Text;
using Reception.LoadTest.Baselines;
using Reception.LoadTest.Runs;

Console.OutputEncoding = Encoding.UTF8;
if (args is [BaselineHost.Verb, .. var rest]) return await BaselineHost.RunAsync(rest);
return await RunCommand.Make().Parse(args).InvokeAsync();
