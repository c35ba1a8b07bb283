using Reception.LoadTest.Measures;
using Reception.LoadTest.Reports;
using Reception.LoadTest.Tests.Measures;
using Spectre.Console;

namespace Reception.LoadTest.Tests.Reports;

public sealed class RunTerminalTests
{
    private readonly StringWriter _text = new();
    private readonly IAnsiConsole _console;

    public RunTerminalTests()
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(_text) });
        _console.Profile.Width = 400;
    }

    [Fact]
    public async Task Show_WhereThereIsNoTerminal_PrintsALineNowAndThen()
    {
        var time = new ManualTime(Records.Start);
        var recorder = Records.Recorder(time);
        var terminal = new RunTerminal(_console, Records.Head(), plannedSeconds: 600);
        await terminal.ShowAsync(onCut =>
        {
            for (var second = 1; second <= 10; second++)
            {
                recorder.OnStarted();
                recorder.OnFailed("timeout");
                time.Pass(1);
                onCut(recorder, recorder.Cut(), second);
            }
            return Task.CompletedTask;
        });
        var lines = _text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length); // what runs, and the first of every five seconds
        Assert.StartsWith("0:06/10:00 started 1/s", lines[2], StringComparison.Ordinal);
        Assert.Contains("timeout=1", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', _text.ToString());
    }

    [Fact]
    public void Print_OfAFinishedRun_ShowsTablesAndTheConversationOfAViolation()
    {
        RunTerminal.Print(_console, RunFiles.Complete(SampleRun.Make()));
        var text = _text.ToString();
        Assert.Contains("durable customer messages/s", text, StringComparison.Ordinal);
        Assert.Contains("demo/web/<b>张三</b> line 3 comes after line 1", text, StringComparison.Ordinal);
        Assert.Contains("什么时候发货", text, StringComparison.Ordinal);
        Assert.Contains("1 violations.", text, StringComparison.Ordinal);
    }
}
