using Reception.Tests;

namespace Reception.Architecture.Tests;

/// <summary>The files of the repository, without what builds and packages leave behind.</summary>
internal static class Repository
{
    private static readonly string[] Skipped = ["artifacts", "bin", "obj", "node_modules", ".git", "data", "TestResults"];

    public static IEnumerable<string> Files(string pattern, string folder = "") => Walk(new DirectoryInfo(Path.Combine(TestRun.Root, folder)), pattern);

    private static IEnumerable<string> Walk(DirectoryInfo folder, string pattern)
    {
        if (!folder.Exists) return [];
        var here = folder.EnumerateFiles(pattern).Select(file => file.FullName);
        return here.Concat(folder.EnumerateDirectories().Where(child => !Skipped.Contains(child.Name)).SelectMany(child => Walk(child, pattern)));
    }
}
