using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Reception.Domain.Training;

/// <summary>A text and how often it came.</summary>
public sealed record CountedText(string Text, int Count);

/// <summary>
/// Some of the distinct texts of a set, in bounded room and, as long as every text came once, whatever the order they came in: those
/// with the smallest hashes (bottom-k sampling, Cohen and Kaplan 2007). A text that came more than once is not replaced by one that
/// came once.
/// </summary>
public static class TextSample
{
    /// <summary>A stable 64-bit hash of a text, for ids and samples.</summary>
    public static ulong Hash(string text) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>True when the texts of the sample have changed, not only their counts.</summary>
    public static bool Add(List<CountedText> sample, CountedText text, int capacity)
    {
        var known = sample.FindIndex(s => string.Equals(s.Text, text.Text, StringComparison.OrdinalIgnoreCase));
        if (known >= 0)
        {
            sample[known] = sample[known] with { Count = sample[known].Count + text.Count };
            return false;
        }
        sample.Add(text);
        return sample.Count <= capacity || (sample.Remove(sample.OrderBy(s => s.Count).ThenByDescending(s => Hash(s.Text)).First()) && sample.Contains(text));
    }

    /// <summary>The text that is most like the others, each as often as it came; ties by the text itself.</summary>
    public static string Medoid(IReadOnlyCollection<CountedText> sample)
    {
        if (sample.Count == 1) return sample.First().Text;
        var vectors = sample.Select(s => (s.Text, s.Count, Vector: QuestionVector.Of(s.Text))).ToList();
        return vectors.OrderByDescending(v => vectors.Sum(o => o.Count * v.Vector.Similarity(o.Vector))).ThenBy(v => v.Text, StringComparer.Ordinal).First().Text;
    }
}
