using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LocalOrleans.CodeGeneration;

/// <summary>What one interface or one type contributes; equal when nothing that matters changed.</summary>
internal sealed class Piece(string name, string source, string registration, ImmutableArray<Problem> problems) : IEquatable<Piece>
{
    public string Name { get; } = name;

    public string Source { get; } = source;

    public string Registration { get; } = registration;

    public ImmutableArray<Problem> Problems { get; } = problems;

    /// <summary>The hash by which two processes compare a signature, as a literal.</summary>
    public static string Hash(string signature) => signature.Aggregate(14695981039346656037ul, (hash, c) => (hash ^ c) * 1099511628211ul) + "UL";

    public bool Equals(Piece? other) => other is not null && Name == other.Name && Source == other.Source && Registration == other.Registration && Problems.SequenceEqual(other.Problems);

    public override bool Equals(object? obj) => Equals(obj as Piece);

    public override int GetHashCode() => Source.GetHashCode();
}

/// <summary>A diagnostic without references into the compilation.</summary>
internal sealed class Problem(DiagnosticDescriptor descriptor, Location? location, params string[] arguments) : IEquatable<Problem>
{
    private readonly string _path = location?.SourceTree?.FilePath ?? "";
    private readonly TextSpan _span = location?.SourceSpan ?? default;
    private readonly LinePositionSpan _lines = location?.GetLineSpan().Span ?? default;

    public Diagnostic ToDiagnostic() => Diagnostic.Create(descriptor, _path.Length == 0 ? Location.None : Location.Create(_path, _span, _lines), arguments);

    public bool Equals(Problem? other) => other is not null && descriptor.Id == other.ToDiagnostic().Id && _path == other._path && _span == other._span;

    public override bool Equals(object? obj) => Equals(obj as Problem);

    public override int GetHashCode() => _span.GetHashCode();
}

/// <summary>Compile errors, in plain words.</summary>
internal static class Problems
{
    public static readonly DiagnosticDescriptor NotATask = Error(
        "LOC001", "Grain methods return tasks", "{0}.{1} returns {2}: a grain method returns Task, Task<T>, ValueTask or ValueTask<T>, because the grain may be on another machine");

    public static readonly DiagnosticDescriptor NotSerializable = Error(
        "LOC002", "Types in contracts are serializable", "{0} is used by {1} but cannot cross a call: mark it with [GenerateSerializer] and its members with [Id(n)]");

    public static readonly DiagnosticDescriptor NotSupported = Error(
        "LOC003", "Only what this runtime supports", "{0}: {1}");

    private static DiagnosticDescriptor Error(string id, string title, string text) => new(id, title, text, "LocalOrleans", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
