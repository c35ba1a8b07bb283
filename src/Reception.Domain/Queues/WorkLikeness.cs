using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Domain.Queues;

/// <summary>All of a work that its shape depends on.</summary>
internal readonly record struct ShapeKey(WorkRequest Request, string? Topic, int Weight);

/// <summary>Equal works have one shape; priority, labels and deadline play no part.</summary>
internal sealed class ShapeComparer : IEqualityComparer<ShapeKey>
{
    public bool Equals(ShapeKey x, ShapeKey y) =>
        x.Weight == y.Weight && x.Topic == y.Topic
        && (ReferenceEquals(x.Request, y.Request)
            || (x.Request.Language == y.Request.Language && x.Request.Channel == y.Request.Channel
                && Lists.Equal(x.Request.Skills, y.Request.Skills) && Lists.Equal(x.Request.Selectors, y.Request.Selectors, Same)));

    public int GetHashCode(ShapeKey key)
    {
        var hash = new HashCode();
        hash.Add(key.Weight);
        hash.Add(key.Topic);
        hash.Add(key.Request.Language);
        hash.Add(key.Request.Channel);
        foreach (var skill in key.Request.Skills ?? []) hash.Add(skill);
        foreach (var selector in key.Request.Selectors ?? [])
        {
            hash.Add(selector.Key);
            hash.Add(selector.Values.Length == 0 ? null : selector.Values[0]);
        }
        return hash.ToHashCode();
    }

    private static bool Same(LabelSelector x, LabelSelector y) =>
        x.Key == y.Key && x.Operator == y.Operator && x.ExpiresAfterSeconds == y.ExpiresAfterSeconds && x.Values.AsSpan().SequenceEqual(y.Values);
}

/// <summary>All of an agent that his class depends on.</summary>
internal readonly record struct ClassKey(AgentTraits Traits, int Capacity);

/// <summary>Agents with equal traits are one class, whichever objects say so.</summary>
internal sealed class ClassComparer : IEqualityComparer<ClassKey>
{
    public bool Equals(ClassKey x, ClassKey y) => x.Capacity == y.Capacity && Same(x.Traits, y.Traits);

    public static bool Same(AgentTraits x, AgentTraits y) =>
        ReferenceEquals(x, y)
        || (x.Role == y.Role && x.Home == y.Home && x.Share == y.Share
            && Lists.Equal(x.Skills, y.Skills) && Lists.Equal(x.Languages, y.Languages) && Lists.Equal(x.Channels, y.Channels)
            && Lists.Equal(x.Labels, y.Labels) && Lists.Equal(x.Topics, y.Topics));

    public int GetHashCode(ClassKey key)
    {
        var hash = new HashCode();
        hash.Add(key.Capacity);
        hash.Add(key.Traits.Role);
        hash.Add(key.Traits.Share);
        Lists.Hash(ref hash, key.Traits.Skills);
        Lists.Hash(ref hash, key.Traits.Languages);
        Lists.Hash(ref hash, key.Traits.Labels);
        Lists.Hash(ref hash, key.Traits.Topics);
        return hash.ToHashCode();
    }
}

/// <summary>Lists of values, null as a value of its own.</summary>
file static class Lists
{
    public static bool Equal<T>(T[]? x, T[]? y) where T : IEquatable<T> => ReferenceEquals(x, y) || (x is not null && y is not null && x.AsSpan().SequenceEqual(y));

    public static bool Equal<T>(T[]? x, T[]? y, Func<T, T, bool> same)
    {
        if (ReferenceEquals(x, y)) return true;
        if (x is null || y is null || x.Length != y.Length) return false;
        for (var i = 0; i < x.Length; i++)
        {
            if (!same(x[i], y[i])) return false;
        }
        return true;
    }

    public static void Hash<T>(ref HashCode hash, T[]? items)
    {
        hash.Add(items?.Length ?? -1);
        foreach (var item in items ?? []) hash.Add(item);
    }
}
