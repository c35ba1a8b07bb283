using System.Globalization;
using System.Net;
using System.Text;

namespace Reception.Benchmarks.Routing;

/// <summary>Median microseconds by size, one line each, both axes logarithmic; dashed: what log n would be from the same beginning.</summary>
internal static class ScalePlot
{
    private const double Width = 860;
    private const double Height = 420;
    private const double Left = 70;
    private const double Right = 230;
    private const double Top = 20;
    private const double Bottom = 40;
    private static readonly string[] Colors = ["#1f6feb", "#d1242f", "#1a7f37", "#8250df", "#9a6700", "#57606a", "#0a7ea4"];

    /// <param name="series">By name: size and median in µs, smallest size first.</param>
    public static string Svg(IReadOnlyList<(string Name, IReadOnlyList<(int Size, double Microseconds)> Points)> series)
    {
        var sizes = series.SelectMany(s => s.Points).Select(p => (double)p.Size).ToArray();
        var times = series.SelectMany(s => s.Points).Select(p => p.Microseconds).ToArray();
        var x = new Axis(sizes.Min(), sizes.Max(), Left, Width - Right);
        var y = new Axis(Math.Pow(10, Math.Floor(Math.Log10(times.Min()))), Math.Pow(10, Math.Ceiling(Math.Log10(times.Max()))), Height - Bottom, Top);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>""").AppendLine();
        for (var value = y.From; value <= y.Until * 1.01; value *= 10)
            Line(svg, (Left, y.Of(value)), (Width - Right, y.Of(value)), "#ddd", 1, false).Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y.Of(value) + 4:0.#}\" text-anchor=\"end\">{value:0.##} µs</text>").AppendLine();
        foreach (var size in sizes.Distinct().Order())
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x.Of(size):0.#}\" y=\"{Height - 14}\" text-anchor=\"middle\">{size:#,0}</text>").AppendLine();
        foreach (var (line, index) in series.Select((line, index) => (line, index)))
        {
            var color = Colors[index % Colors.Length];
            foreach (var (from, to) in line.Points.Zip(line.Points.Skip(1)))
            {
                Line(svg, (x.Of(from.Size), y.Of(from.Microseconds)), (x.Of(to.Size), y.Of(to.Microseconds)), color, 2, false).AppendLine();
                Line(svg, (x.Of(from.Size), y.Of(Logarithmic(line.Points[0], from.Size))), (x.Of(to.Size), y.Of(Logarithmic(line.Points[0], to.Size))), color, 1, true).AppendLine();
            }
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 10}\" y=\"{Top + 14 + (index * 20)}\" fill=\"{color}\">{WebUtility.HtmlEncode(line.Name)}</text>").AppendLine();
        }
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 10}\" y=\"{Top + 24 + (series.Count * 20)}\" fill=\"#57606a\">dashed: log n</text></svg>").AppendLine();
        return svg.ToString();
    }

    private static double Logarithmic((int Size, double Microseconds) first, int size) => first.Microseconds * Math.Log(size) / Math.Log(first.Size);

    private static StringBuilder Line(StringBuilder svg, (double X, double Y) from, (double X, double Y) to, string color, int width, bool dashed) => svg.Append(
        CultureInfo.InvariantCulture, $"<line x1=\"{from.X:0.#}\" y1=\"{from.Y:0.#}\" x2=\"{to.X:0.#}\" y2=\"{to.Y:0.#}\" stroke=\"{color}\" stroke-width=\"{width}\"{(dashed ? " stroke-dasharray=\"5 4\"" : "")}/>");

    private sealed record Axis(double From, double Until, double Start, double End)
    {
        public double Of(double value) => Start + ((Math.Log(value) - Math.Log(From)) / (Math.Log(Until) - Math.Log(From)) * (End - Start));
    }
}
