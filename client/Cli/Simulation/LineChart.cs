using System.Globalization;
using System.Net;
using System.Text;

namespace Reception.Cli.Simulation;

/// <summary>One line of a chart: points in the chart's own units.</summary>
internal sealed record Series(string Name, string Color, IReadOnlyList<(double X, double Y)> Points, bool IsDashed = false);

/// <summary>A plot as inline SVG: no script, no font, nothing from outside.</summary>
internal static class LineChart
{
    private const double Width = 860;
    private const double Height = 260;
    private const double Left = 60;
    private const double Bottom = 30;
    private const double Top = 14;

    /// <summary>Half of the last hour's label.</summary>
    private const double Right = 20;

    /// <param name="hours">First and last time of day on the x axis.</param>
    /// <param name="most">The top of the y axis; null: as the points need.</param>
    public static string Svg(string title, (double From, double Until) hours, IReadOnlyList<Series> series, double? most = null, string unit = "")
    {
        var top = most ?? Round(series.SelectMany(s => s.Points).Select(p => p.Y).DefaultIfEmpty(0).Max());
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Encoded(title)}\">");
        for (var i = 0; i <= 4; i++)
        {
            var (y, value) = (Y(top * i / 4, top), top * i / 4);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/><text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{value:0.##}{Encoded(unit)}</text>");
        }
        var step = Math.Max(1, Math.Ceiling((hours.Until - hours.From) / 12));
        for (var hour = Math.Ceiling(hours.From); hour <= hours.Until; hour += step)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(hour, hours):0.#}\" y=\"{Height - 8}\" text-anchor=\"middle\">{hour:00}:00</text>");
        foreach (var line in series.Where(s => s.Points.Count > 0))
        {
            var points = string.Join(' ', line.Points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.X, hours):0.#},{Y(Math.Min(p.Y, top), top):0.#}")));
            var dashes = line.IsDashed ? " stroke-dasharray=\"5 4\"" : "";
            svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{line.Color}\" stroke-width=\"1.6\"{dashes} points=\"{points}\"><title>{Encoded(line.Name)}</title></polyline>");
        }
        svg.Append("</svg>");
        var legend = string.Join(" ", series.Select(s => $"<span style=\"color:{s.Color}\">{(s.IsDashed ? "╌╌" : "━━")}</span> {Encoded(s.Name)}"));
        return $"<h2>{Encoded(title)}</h2>{svg}<p class=\"legend\">{legend}</p>";
    }

    private static double X(double hour, (double From, double Until) hours) => Left + ((hour - hours.From) / (hours.Until - hours.From) * (Width - Left - Right));

    private static double Y(double value, double top) => Height - Bottom - (value / top * (Height - Bottom - Top));

    /// <summary>The next 1, 2 or 5 times a power of ten.</summary>
    private static double Round(double most)
    {
        if (most <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return new[] { 1, 2, 5, 10 }.Select(m => m * power).First(m => m >= most * 0.999);
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
