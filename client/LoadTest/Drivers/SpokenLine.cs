using System.Text.Json;

namespace Reception.LoadTest.Drivers;

/// <summary>A line that customers say, with its JSON form made once: thousands say the same.</summary>
public sealed class SpokenLine(string text)
{
    public string Text { get; } = text;

    /// <summary>Escaped, without quotes, UTF-8.</summary>
    public ReadOnlyMemory<byte> Json { get; } = JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();
}
