using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LocalOrleans.CodeGeneration;

/// <summary>
/// Writes, for every assembly that takes part: a proxy and one call class per method of each grain or observer interface, a codec for each
/// [GenerateSerializer] type, and the registration that the runtime finds by an assembly attribute.
/// Each interface and each type is one step from symbols to text, so an edit runs only its own step again.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ContractGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var interfaces = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null }, static (syntax, token) =>
                syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) is INamedTypeSymbol symbol && KnownTypes.IsAddressable(symbol)
                    ? InterfaceWriter.Write(symbol, syntax.SemanticModel.Compilation)
                    : null)
            .Where(static piece => piece is not null);
        var types = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Orleans.GenerateSerializerAttribute",
            static (_, _) => true,
            static (syntax, _) => CodecWriter.Write((INamedTypeSymbol)syntax.TargetSymbol, syntax.SemanticModel.Compilation));
        var assembly = context.CompilationProvider.Select(static (compilation, _) => AssemblyFacts.Of(compilation));

        context.RegisterSourceOutput(interfaces, static (output, piece) => Emit(output, piece!));
        context.RegisterSourceOutput(types, static (output, piece) => Emit(output, piece));
        context.RegisterSourceOutput(
            interfaces.Collect().Combine(types.Collect()).Combine(assembly),
            static (output, all) => output.AddSource("Registration.g.cs", SourceText.From(RegistrationWriter.Write([.. all.Left.Left!, .. all.Left.Right], all.Right), Encoding.UTF8)));
    }

    private static void Emit(SourceProductionContext output, Piece piece)
    {
        foreach (var problem in piece.Problems) output.ReportDiagnostic(problem.ToDiagnostic());
        if (piece.Source.Length > 0) output.AddSource(piece.Name + ".g.cs", SourceText.From(piece.Source, Encoding.UTF8));
    }
}
