using System.Globalization;
using System.Net;
using System.Text;

namespace Reception.LoadTest.Reports;

/// <summary>One line of a chart: points (seconds since the start, value). <paramref name="Color"/>: 1 to 6, a colour of the page.</summary>
internal sealed record ChartLine(string Name, int Color, IReadOnlyList<(double X, double Y)> Points, bool IsDashed = false);

/// <summary>
/// A plot over time as inline SVG: no script, no font, nothing from outside; its colours are the page's, so it is light or dark with it
/// (docs/decisions/0053).
/// </summary>
internal sealed record TimeChart(string Title, string Unit, double Seconds, IReadOnlyList<ChartLine> Lines)
{
    private const double Width = 860;
    private const double Height = 240;
    private const double Left = 64;
    private const double Right = 16;
    private const double Top = 12;
    private const double Bottom = 26;

    /// <summary>A logarithmic scale: for times from below a millisecond to minutes.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Lines stand on each other's shoulders, filled.</summary>
    public bool IsStacked { get; init; }

    /// <summary>The top of the scale; null: as the points need.</summary>
    public double? Most { get; init; }

    public bool IsEmpty => Lines.All(line => line.Points.Count == 0);

    public string ToHtml()
    {
        var lines = IsStacked ? Stacked() : Lines;
        var values = lines.SelectMany(line => line.Points).Select(point => point.Y).Where(y => !IsLogarithmic || y > 0).DefaultIfEmpty(1).ToList();
        var (low, high) = IsLogarithmic ? (Power(values.Min(), up: false), Power(values.Max(), up: true)) : (0.0, Most ?? Round(values.Max()));
        if (IsLogarithmic && high <= low) high = low * 10;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{Encoded(Title)} <small>{Encoded(Unit)}</small></figcaption><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Encoded(Title)}\">");
        foreach (var value in IsLogarithmic ? Decades(low, high) : Enumerable.Range(0, 5).Select(i => high * i / 4))
        {
            var y = Y(value, low, high);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/><text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{value:#,0.###}</text>");
        }
        for (var i = 0; i <= 8; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(Seconds * i / 8):0.#}\" y=\"{Height - 8}\" text-anchor=\"middle\">{RunFigures.Clock(Seconds * i / 8)}</text>");
        for (var i = lines.Count - 1; i >= 0; i--) Draw(svg, lines[i], low, high);
        var legend = string.Join(" ", Lines.Where(line => line.Points.Count > 0).Select(line => $"<span class=\"c{line.Color}\">{(line.IsDashed ? "╌╌" : "━━")}</span> {Encoded(line.Name)}"));
        return svg.Append("</svg><p class=\"legend\">").Append(legend).Append("</p></figure>").ToString();
    }

    private void Draw(StringBuilder svg, ChartLine line, double low, double high)
    {
        if (line.Points.Count == 0) return;
        var points = string.Join(' ', line.Points.Where(point => !IsLogarithmic || point.Y > 0).Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#},{Y(Math.Clamp(point.Y, low, high), low, high):0.#}")));
        var title = $"<title>{Encoded(line.Name)}</title>";
        if (IsStacked)
            svg.Append(CultureInfo.InvariantCulture, $"<polygon class=\"f{line.Color}\" points=\"{X(line.Points[0].X):0.#},{Y(0, low, high):0.#} {points} {X(line.Points[^1].X):0.#},{Y(0, low, high):0.#}\">{title}</polygon>");
        else svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"l{line.Color}\"{(line.IsDashed ? " stroke-dasharray=\"5 4\"" : "")} points=\"{points}\">{title}</polyline>");
    }

    private List<ChartLine> Stacked()
    {
        var below = new Dictionary<double, double>();
        var stacked = new List<ChartLine>();
        foreach (var line in Lines)
        {
            stacked.Add(line with { Points = [.. line.Points.Select(point => (point.X, below[point.X] = below.GetValueOrDefault(point.X) + point.Y))] });
        }
        return stacked;
    }

    private double X(double second) => Left + (second / Math.Max(1e-9, Seconds) * (Width - Left - Right));

    private double Y(double value, double low, double high)
    {
        var share = IsLogarithmic ? Math.Log10(value / low) / Math.Log10(high / low) : (value - low) / (high - low);
        return Height - Bottom - (share * (Height - Bottom - Top));
    }

    private static IEnumerable<double> Decades(double low, double high)
    {
        for (var value = low; value <= high * 1.001; value *= 10) yield return value;
    }

    private static double Power(double value, bool up) => Math.Pow(10, up ? Math.Ceiling(Math.Log10(value) - 1e-9) : Math.Floor(Math.Log10(value) + 1e-9));

    /// <summary>The next 1, 2 or 5 times a power of ten.</summary>
    private static double Round(double most)
    {
        if (most <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return new[] { 1, 2, 5, 10 }.Select(step => step * power).First(step => step >= most * 0.999);
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
