using System.Numerics;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Triage.Model;

/// <summary>
/// The features of a knowledge version, numbered by rising hash (so the numbering does not depend on the order of the
/// questions), each with its inverse document frequency: ln((1 + N) / (1 + df)) + 1 over the N questions (Salton and
/// Buckley, "Term-weighting approaches in automatic text retrieval", 1988, smoothed). Open addressing, immutable.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>Questions that must have two units together for it to be a feature: seen once, it tells nothing that its units do not.</summary>
    private const int LeastTogether = 2;

    private readonly ulong[] _hashes;
    private readonly int[] _ids;
    private readonly int _mask;

    /// <summary>A bit for every feature at a place that its hash says, eight times as many as features: a first look that fits the nearest cache.</summary>
    private readonly ulong[] _bits;

    private Vocabulary(ulong[] sorted, float[] idf, float unknownIdf)
    {
        Idf = idf;
        UnknownIdf = unknownIdf;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, sorted.Length * 2));
        _mask = size - 1;
        _hashes = new ulong[size];
        _ids = new int[size];
        Array.Fill(_ids, -1);
        _bits = new ulong[Math.Max(1, size * 4 / 64)];
        for (var id = 0; id < sorted.Length; id++)
        {
            _bits[BitOf(sorted[id]) >> 6] |= 1ul << (int)BitOf(sorted[id]);
            var slot = SlotOf(sorted[id]);
            while (_ids[slot] >= 0)
                slot = (slot + 1) & _mask;
            _hashes[slot] = sorted[id];
            _ids[slot] = id;
        }
    }

    /// <summary>By feature id.</summary>
    public float[] Idf { get; }

    /// <summary>Of a feature no question has.</summary>
    public float UnknownIdf { get; }

    public int Count => Idf.Length;

    /// <summary>Memory it takes.</summary>
    public long Bytes => (_hashes.Length * sizeof(ulong)) + (_ids.Length * sizeof(int)) + (Idf.Length * sizeof(float)) + (_bits.Length * sizeof(ulong));

    /// <summary>Numbers the features of some questions.</summary>
    /// <param name="questions">Each a set of hashes.</param>
    public static Vocabulary Build(IReadOnlyCollection<ulong[]> questions)
    {
        var frequency = new Dictionary<ulong, int>();
        foreach (var question in questions)
            foreach (var hash in question)
                frequency[hash] = frequency.GetValueOrDefault(hash) + 1;
        var sorted = frequency.Where(f => f.Value >= LeastTogether || !GramReader.IsTogether(f.Key)).Select(f => f.Key).ToArray();
        Array.Sort(sorted);
        return new(sorted, Array.ConvertAll(sorted, h => Weigh(frequency[h])), Weigh(0));

        float Weigh(int df) => MathF.Log((1f + questions.Count) / (1f + df)) + 1f;
    }

    /// <summary>The feature's number, or -1.</summary>
    public int IdOf(ulong hash)
    {
        for (var slot = SlotOf(hash); ; slot = (slot + 1) & _mask)
        {
            var id = _ids[slot];
            if (id < 0 || _hashes[slot] == hash)
                return id;
        }
    }

    /// <summary>False: it has not; true: nine times of ten it has.</summary>
    public bool MayHave(ulong hash) => (_bits[BitOf(hash) >> 6] & (1ul << (int)BitOf(hash))) != 0;

    /// <summary>The lowest bits of a hash say what kind of feature it is: places come from others.</summary>
    private int SlotOf(ulong hash) => (int)(hash >> 33) & _mask;

    private uint BitOf(ulong hash) => (uint)(hash >> 12) & (uint)((_bits.Length * 64) - 1);
}
