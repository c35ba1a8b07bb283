using Orleans;

namespace LocalOrleans.Tests;

public interface IWireGrain : IGrainWithStringKey
{
    Task<Parcel> SendAsync(Parcel parcel, IReadOnlyList<Shape> shapes, IWireGrain other);
}

[GenerateSerializer]
public sealed record Parcel(string Name, int? Weight)
{
    [Id(0)]
    public Dictionary<string, List<DateTimeOffset>> Seen { get; init; } = [];

    [Id(1)]
    public Shape? Shape { get; init; }
}

[GenerateSerializer]
public abstract record Shape(string Name);

[GenerateSerializer]
public sealed record Circle(string Name, double Radius) : Shape(Name);

[GenerateSerializer]
public sealed record Square(string Name, decimal Side, Guid Mark) : Shape(Name);

[GenerateSerializer]
public sealed class ParcelLostException(string message, int code) : Exception(message)
{
    [Id(0)]
    public int Code { get; } = code;
}
