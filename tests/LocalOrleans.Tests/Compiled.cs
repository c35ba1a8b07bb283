using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LocalOrleans.Tests;

/// <summary>A source text after the generator has run over it.</summary>
internal sealed class Compiled
{
    private Compiled(Compilation output, IEnumerable<Diagnostic> diagnostics, IEnumerable<string> sources)
    {
        Diagnostics = [.. diagnostics];
        Errors = [.. output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];
        Sources = [.. sources];
    }

    /// <summary>What the generator says.</summary>
    public Diagnostic[] Diagnostics { get; }

    /// <summary>What the compiler says of source and generated code together.</summary>
    public Diagnostic[] Errors { get; }

    public string[] Sources { get; }

    public string Hash => string.Join("\n", Sources.SelectMany(s => s.Split('\n')).Where(line => line.Contains("UL, ", StringComparison.Ordinal)));

    public static Compiled From(string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Append(typeof(Orleans.Grain).Assembly.Location).Distinct()
            .Select(path => MetadataReference.CreateFromFile(path));
        var parse = new CSharpParseOptions(LanguageVersion.Preview);
        var input = CSharpCompilation.Create("Sample", [CSharpSyntaxTree.ParseText("using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using Orleans; using Orleans.Concurrency;\n" + source, parse)],
            references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var driver = CSharpGeneratorDriver.Create([new CodeGeneration.ContractGenerator().AsSourceGenerator()], parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(input, out var output, out var diagnostics);
        return new Compiled(output, diagnostics, driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString()));
    }
}
