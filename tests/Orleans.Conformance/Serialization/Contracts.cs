using System.Collections.Immutable;

namespace Orleans.Conformance.Serialization;

public enum Colour
{
    None,
    Red = 5,
    Green,
}

public enum Small : byte
{
    Zero,
    Most = 255,
}

[Flags]
public enum Rights : long
{
    None = 0,
    Read = 1,
    Write = 1L << 40,
}

/// <summary>The shape most contracts have: a positional record whose members carry ids.</summary>
[GenerateSerializer, Immutable]
[Alias("conformance.line")]
public sealed record Line([property: Id(0)] string Text, [property: Id(1)] int Number, [property: Id(2)] Line? Next = null);

/// <summary>A positional record without ids: the parameters are taken in order.</summary>
[GenerateSerializer, Immutable]
public sealed record Bare(string Text, int Number);

/// <summary>A positional record with further members.</summary>
[GenerateSerializer, Immutable]
public sealed record Mixed(string Text)
{
    [Id(0)]
    public int Number { get; init; }

    [Id(1)]
    public required string Needed { get; init; }
}

[GenerateSerializer, Immutable]
public readonly record struct Point([property: Id(0)] int X, [property: Id(1)] long Y);

/// <summary>An id that is only made from valid text: its constructor does not match its members.</summary>
[GenerateSerializer, Immutable]
public readonly record struct ShopKey
{
    public ShopKey(string shop, int number)
    {
        ArgumentException.ThrowIfNullOrEmpty(shop);
        Text = $"{shop}/{number}";
    }

    [Id(0)]
    public string Text { get; }
}

/// <summary>A class whose members can be set by nobody else.</summary>
[GenerateSerializer, Immutable]
public sealed class Sealed
{
    private Sealed(string text) => Text = text;

    [Id(0)]
    public string Text { get; }

    [Id(1)]
    private int Secret { get; set; }

    public static Sealed Create(string text, int secret) => new(text) { Secret = secret };

    public int Reveal() => Secret;
}

[GenerateSerializer]
public struct Pair
{
    [Id(0)]
    public string? First;

    [Id(1)]
    public Colour Second { get; set; }
}

[GenerateSerializer, Immutable]
public sealed record Everything
{
    [Id(0)] public bool Flag { get; init; }
    [Id(1)] public byte Byte { get; init; }
    [Id(2)] public short Short { get; init; }
    [Id(3)] public int Int { get; init; }
    [Id(4)] public long Long { get; init; }
    [Id(5)] public uint UInt { get; init; }
    [Id(6)] public ulong ULong { get; init; }
    [Id(7)] public float Float { get; init; }
    [Id(8)] public double Double { get; init; }
    [Id(9)] public decimal Decimal { get; init; }
    [Id(10)] public char Char { get; init; }
    [Id(11)] public string? Text { get; init; }
    [Id(12)] public Guid Guid { get; init; }
    [Id(13)] public DateTimeOffset Moment { get; init; }
    [Id(14)] public DateTime Time { get; init; }
    [Id(15)] public TimeSpan Span { get; init; }
    [Id(16)] public DateOnly Date { get; init; }
    [Id(17)] public TimeOnly TimeOfDay { get; init; }
    [Id(18)] public Colour Colour { get; init; }
    [Id(19)] public Small Small { get; init; }
    [Id(20)] public Rights Rights { get; init; }
    [Id(21)] public int? Maybe { get; init; }
    [Id(22)] public DateTimeOffset? MaybeMoment { get; init; }
    [Id(23)] public Uri? Address { get; init; }
    [Id(24)] public GrainId Grain { get; init; }
    [Id(25)] public Point Point { get; init; }
    [Id(26)] public Point? MaybePoint { get; init; }
}

[GenerateSerializer]
public sealed class Collections
{
    [Id(0)] public byte[]? Bytes { get; set; }
    [Id(1)] public ReadOnlyMemory<byte> Memory { get; set; }
    [Id(2)] public int[]? Numbers { get; set; }
    [Id(3)] public Line?[]? Lines { get; set; }
    [Id(4)] public List<string?>? Texts { get; set; }
    [Id(5)] public Dictionary<string, Line>? ByName { get; set; }
    [Id(6)] public Dictionary<int, List<Point>>? Nested { get; set; }
    [Id(7)] public HashSet<Guid>? Set { get; set; }
    [Id(8)] public ImmutableArray<Line> Immutable { get; set; }
    [Id(9)] public ImmutableDictionary<string, int>? ImmutableByName { get; set; }
    [Id(10)] public IReadOnlyList<string>? ReadOnly { get; set; }
    [Id(11)] public IReadOnlyDictionary<string, string>? ReadOnlyByName { get; set; }
    [Id(12)] public IReadOnlyCollection<int>? Collection { get; set; }
    [Id(13)] public IEnumerable<int>? Enumerable { get; set; }
    [Id(14)] public (string Name, int Count) Tuple { get; set; }
    [Id(15)] public KeyValuePair<string, int> Entry { get; set; }
}

/// <summary>A closed family, as events of a journal are.</summary>
[GenerateSerializer, Immutable]
public abstract record Happening([property: Id(0)] long Sequence);

[GenerateSerializer, Immutable]
public sealed record Said(long Sequence, [property: Id(0)] string Text) : Happening(Sequence);

[GenerateSerializer, Immutable]
public sealed record Moved(long Sequence, [property: Id(0)] Point From, [property: Id(1)] Point To) : Happening(Sequence);

[GenerateSerializer, Immutable]
public sealed record Envelope<T>([property: Id(0)] string Topic, [property: Id(1)] T Content);

/// <summary>A member that is marked as not serialized does not cross.</summary>
[GenerateSerializer]
public sealed class Partial
{
    [Id(0)]
    public string? Carried { get; set; }

    [field: NonSerialized]
    public string? LeftBehind { get; set; }
}

[GenerateSerializer]
public sealed class Basket
{
    [Id(0)]
    public List<string> Items { get; set; } = [];
}
