using Reception.Cli.Commands;
using Spectre.Console;

namespace Reception.Cli.Simulation;

/// <summary>Files that are read, and what is told when they are wrong: everything at once, each line with the file's name.</summary>
internal static class InputFile
{
    public static async Task<T?> ReadAsync<T>(FileInfo file, Func<string, List<string>, T?> parse, List<string> errors, CancellationToken cancel)
        where T : class
    {
        if (!file.Exists)
        {
            errors.Add($"{file.Name}: there is no such file.");
            return null;
        }
        var wrong = new List<string>();
        var read = parse(await File.ReadAllTextAsync(file.FullName, cancel), wrong);
        errors.AddRange(wrong.Select(line => $"{file.Name}: {line}"));
        return wrong.Count == 0 ? read : null;
    }

    public static int Refuse(IReadOnlyList<string> errors)
    {
        Shared.Say($"[red]{(errors.Count == 1 ? "There is one mistake" : $"There are {errors.Count} mistakes")}[/]");
        foreach (var error in errors) Shared.Say($"  [red]·[/] {error.EscapeMarkup()}");
        return 2;
    }

    public static void Print(TextTable table)
    {
        var grid = new Table { Title = new TableTitle(table.Title.EscapeMarkup()) };
        foreach (var column in table.Columns) grid.AddColumn(column.EscapeMarkup());
        foreach (var row in table.Rows) grid.AddRow(row.Select(cell => cell.EscapeMarkup()).ToArray());
        AnsiConsole.Write(grid);
    }
}
