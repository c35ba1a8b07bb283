namespace Reception.Domain.Goods;

/// <summary>One thing wrong with a catalogue file.</summary>
/// <param name="Line">Counted from 1; 0 concerns the whole file.</param>
/// <param name="Message">A sentence for the person who wrote the file.</param>
public sealed record CatalogueProblem(int Line, string Message)
{
    public override string ToString() => Line == 0 ? Message : $"line {Line}: {Message}";
}
