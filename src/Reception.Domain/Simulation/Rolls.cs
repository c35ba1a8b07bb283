namespace Reception.Domain.Simulation;

/// <summary>
/// Random numbers by what they are for, not by when they are asked for: the n-th customer of a stream has the same patience and the same
/// handling time under every policy, so that two policies are compared on the same arrivals (common random numbers). A counter put
/// through the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). This folder runs the shop's own matcher and ledgers under a
/// clock of its own.
/// </summary>
internal readonly record struct Rolls(ulong Seed)
{
    public static Rolls Of(int seed, int stream) => new(Mix(Mix((ulong)(uint)seed + 1) + (ulong)(uint)stream));

    /// <summary>0 ≤ result &lt; 1, the same for the same customer and purpose.</summary>
    public double At(long customer, int purpose) => (Mix(Mix(Seed + (ulong)customer) + (ulong)(uint)purpose) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
