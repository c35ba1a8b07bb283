namespace Reception.Silo;

/// <summary>Ends the process before it began, with every reason at once.</summary>
internal static class Exit
{
    public static int With(IReadOnlyList<string> reasons)
    {
        foreach (var reason in reasons) Console.Error.WriteLine(reason);
        return 2;
    }
}
