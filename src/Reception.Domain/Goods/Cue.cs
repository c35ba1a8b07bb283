namespace Reception.Domain.Goods;

/// <summary>What a word or phrase of a message says about what is asked, apart from any product.</summary>
[Flags]
internal enum Cue
{
    None = 0,

    /// <summary>What goes with it.</summary>
    Together = 1 << 0,

    /// <summary>Which one for …: asks for a choice.</summary>
    Choose = 1 << 1,

    /// <summary>May ask for a choice ("do you have …").</summary>
    Have = 1 << 2,

    /// <summary>Whether it can be used by or for …</summary>
    Usable = 1 << 3,

    /// <summary>What the difference is.</summary>
    Compare = 1 << 4,

    /// <summary>This or that: a comparison between two products, nothing otherwise.</summary>
    Or = 1 << 5,

    /// <summary>What it costs.</summary>
    Price = 1 << 6,

    /// <summary>Whether there is any.</summary>
    Stock = 1 << 7,

    /// <summary>The product at hand: this one, it.</summary>
    This = 1 << 8,

    /// <summary>Asks at all.</summary>
    Asks = 1 << 9,

    /// <summary>It is about something else: orders, parcels, returns, faults, money; or it says "not".</summary>
    Elsewhere = 1 << 10,

    /// <summary>Says nothing of what is asked.</summary>
    Filler = 1 << 11,
}
