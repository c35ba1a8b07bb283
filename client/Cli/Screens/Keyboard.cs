namespace Reception.Cli.Screens;

/// <summary>Lines from the keyboard (or a pipe) while other things happen.</summary>
internal static class Keyboard
{
    /// <summary>The lines until the end of input; the words of a command begin with a slash.</summary>
    public static async IAsyncEnumerable<(string? Command, string Text)> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        while (await Task.Run(Console.In.ReadLine, cancel).WaitAsync(cancel) is { } line)
        {
            line = line.Trim();
            if (line.Length == 0) continue;
            if (line[0] != '/')
            {
                yield return (null, line);
                continue;
            }
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            yield return space < 0 ? (line[1..], "") : (line[1..space], line[(space + 1)..].Trim());
        }
    }
}
