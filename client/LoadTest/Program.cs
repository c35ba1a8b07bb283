using System.Text;
using Reception.LoadTest.Runs;

Console.OutputEncoding = Encoding.UTF8;
return await RunCommand.Make().Parse(args).InvokeAsync();
