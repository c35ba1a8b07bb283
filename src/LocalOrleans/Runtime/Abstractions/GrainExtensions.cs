using System.Diagnostics.CodeAnalysis;

namespace Orleans;

/// <summary>Names and casts of grains and references.</summary>
public static class GrainExtensions
{
    /// <summary>The same grain by another of its interfaces. From inside a grain: a reference to pass on.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => (TGrainInterface)grain.AsReference(typeof(TGrainInterface));

    /// <summary>The same grain by another of its interfaces.</summary>
    public static object AsReference(this IAddressable grain, Type interfaceType)
    {
        var reference = ReferenceOf(grain);
        return interfaceType.IsInstanceOfType(reference) ? reference : reference.Caller.CreateReference(reference.GrainId, interfaceType);
    }

    /// <summary>The grain's name.</summary>
    public static GrainId GetGrainId(this IAddressable grain) => ReferenceOf(grain).GrainId;

    /// <summary>The text key.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>The key of a grain named by a number.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain) =>
        grain.GetGrainId() is var id && id.TryGetIntegerKey(out var key) ? key : throw new InvalidOperationException($"Unable to extract integer key from grain id {id}");

    private static GrainReference ReferenceOf([NotNull] IAddressable? grain) => grain switch
    {
        null => throw new ArgumentNullException(nameof(grain)),
        GrainReference reference => reference,
        IGrainBase { GrainContext.GrainReference: { } own } => own,
        _ => throw new ArgumentException($"{grain.GetType().FullName} is neither a grain reference nor a grain made by the runtime.", nameof(grain)),
    };
}
