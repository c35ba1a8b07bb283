using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LocalOrleans.CodeGeneration;

/// <summary>Writes one method: in the proxy, and as a call class with the arguments as fields.</summary>
internal static class CallWriter
{
    public static void WriteProxyMethod(StringBuilder source, IMethodSymbol method, string call)
    {
        var returned = Returned.Of(method);
        var parameters = string.Join(", ", method.Parameters.Select((p, i) => $"{KnownTypes.Full(p.Type)} p{i}"));
        source.AppendLine($"        {KnownTypes.Full(method.ReturnType)} {KnownTypes.Full(method.ContainingType)}.{Escape(method.Name)}({parameters})");
        source.AppendLine("        {");
        source.AppendLine($"            var call = global::LocalOrleans.CallPool<{call}>.Rent();");
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            var parameter = method.Parameters[i];
            var keep = KnownTypes.Has(parameter, "Orleans.ImmutableAttribute");
            source.AppendLine(keep ? $"            call.A{i} = p{i};" : $"            call.A{i} = global::LocalOrleans.Copier<{KnownTypes.Full(parameter.Type)}>.Copy(p{i});");
        }

        var send = IsOneWay(method) ? "CallOneWay(call)" : "CallAsync(call)";
        source.AppendLine(returned.Kind switch
        {
            ReturnKind.Void => $"            {send};",
            ReturnKind.ValueTask when returned.Value is { } value => $"            return new global::System.Threading.Tasks.ValueTask<{KnownTypes.Full(value)}>({send});",
            ReturnKind.ValueTask => $"            return new global::System.Threading.Tasks.ValueTask({send});",
            _ => $"            return {send};",
        });
        source.AppendLine("        }");
    }

    public static void WriteCall(StringBuilder source, INamedTypeSymbol type, IMethodSymbol method, string call, int number)
    {
        var returned = Returned.Of(method);
        var result = $"global::LocalOrleans.GrainCall<{(returned.Value is null ? "global::LocalOrleans.Unit" : KnownTypes.Full(returned.Value))}>";
        var count = method.Parameters.Length;
        source.AppendLine($"    internal sealed class {call} : {result}");
        source.AppendLine("    {");
        var types = string.Concat(method.Parameters.Select(p => $", typeof({TypeOf(p.Type)})"));
        source.AppendLine($"        private static readonly global::LocalOrleans.CallMethod s_method = new(typeof({KnownTypes.Full(type)}), \"{method.Name}\", {number}, (global::LocalOrleans.CallOptions){Options(method)}, {Timeout(method)}{types});");
        for (var i = 0; i < count; i++) source.AppendLine($"        internal {KnownTypes.Full(method.Parameters[i].Type)} A{i};");
        source.AppendLine("        public override global::LocalOrleans.CallMethod Method => s_method;");
        WriteBegin(source, method, returned);
        WriteArguments(source, method);
        var clear = string.Concat(Enumerable.Range(0, count).Select(i => $"A{i} = default; "));
        source.AppendLine($"        protected override void Recycle() {{ {clear}global::LocalOrleans.CallPool<{call}>.Return(this); }}");
        source.AppendLine("    }");
    }

    private static void WriteBegin(StringBuilder source, IMethodSymbol method, Returned returned)
    {
        var arguments = string.Join(", ", Enumerable.Range(0, method.Parameters.Length).Select(i => $"A{i}"));
        var invoke = $"(({KnownTypes.Full(method.ContainingType)})target).{Escape(method.Name)}({arguments})";
        source.AppendLine("        protected override global::System.Threading.Tasks.Task Begin(object target)");
        source.AppendLine(returned.Kind switch
        {
            ReturnKind.Void => $"        {{ {invoke}; return global::System.Threading.Tasks.Task.CompletedTask; }}",
            ReturnKind.ValueTask => $"            => {invoke}.AsTask();",
            _ => $"            => {invoke};",
        });
    }

    private static void WriteArguments(StringBuilder source, IMethodSymbol method)
    {
        var parameters = method.Parameters;
        if (parameters.Length == 0) return;
        var codecs = parameters.Select(p => $"global::LocalOrleans.CodecOf<{KnownTypes.Full(p.Type)}>.Instance").ToList();
        source.AppendLine($"        public override void WriteArguments(global::LocalOrleans.Writer writer) {{ {string.Concat(codecs.Select((c, i) => $"{c}.Write(writer, A{i}); "))}}}");
        source.AppendLine($"        public override void ReadArguments(ref global::LocalOrleans.Reader reader) {{ {string.Concat(codecs.Select((c, i) => $"A{i} = {c}.Read(ref reader); "))}}}");
        for (var i = 0; i < parameters.Length; i++)
        {
            if (KnownTypes.NameOf(parameters[i].Type) != "System.Threading.CancellationToken") continue;
            source.AppendLine($"        public override global::System.Threading.CancellationToken? Token {{ get => A{i}; set => A{i} = value.GetValueOrDefault(); }}");
            break;
        }
    }

    private static bool IsOneWay(IMethodSymbol method) => method.ReturnsVoid || KnownTypes.Has(method, "Orleans.Concurrency.OneWayAttribute");

    public static int Options(IMethodSymbol method) =>
        (KnownTypes.Has(method, "Orleans.Concurrency.ReadOnlyAttribute") ? 1 : 0)
        | (KnownTypes.Has(method, "Orleans.Concurrency.AlwaysInterleaveAttribute") ? 2 : 0)
        | (IsOneWay(method) ? 4 : 0);

    private static string Timeout(IMethodSymbol method) =>
        KnownTypes.Find(method, "Orleans.ResponseTimeoutAttribute")?.ConstructorArguments.FirstOrDefault().Value is string text ? SymbolDisplay.FormatLiteral(text, quote: true) : "null";

    private static string TypeOf(ITypeSymbol type) => KnownTypes.Full(type.WithNullableAnnotation(NullableAnnotation.None));

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
