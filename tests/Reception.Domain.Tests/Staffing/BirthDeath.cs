using Reception.Domain.Staffing;

namespace Reception.Domain.Tests.Staffing;

/// <summary>
/// The same queues solved by force: the balance equations of the truncated chain, and the wait as the time to absorption of a customer
/// who stands behind k others, by uniformization. Slow, and written without the formulas under test.
/// </summary>
internal sealed class BirthDeath
{
    private readonly double[] _states;
    private readonly int _places;
    private readonly double _full;
    private readonly double _theta;

    public BirthDeath(double arrivals, ServiceRates rates, double theta, int states)
    {
        (_places, _full, _theta) = (rates.Places, rates.Full, theta);
        var logs = new double[states];
        for (var j = 1; j < states; j++) logs[j] = logs[j - 1] + Math.Log(arrivals) - Math.Log(j <= _places ? rates.At(j) : _full + ((j - _places) * theta));
        var top = logs.Max();
        _states = [.. logs.Select(l => Math.Exp(l - top))];
        var sum = _states.Sum();
        for (var j = 0; j < states; j++) _states[j] /= sum;
        Arrivals = arrivals;
    }

    public double Arrivals { get; }

    public double WaitProbability => _states.Skip(_places).Sum();

    public double MeanLine => _states.Select((p, j) => p * Math.Max(0, j - _places)).Sum();

    public double Abandonment => MeanLine * _theta / Arrivals;

    public double Occupancy => _states.Select((p, j) => p * Math.Min(j, _places)).Sum() / _places;

    /// <summary>Answered within t and in line longer than t, as shares of all arrivals.</summary>
    public (double Answered, double Longer) Within(double seconds)
    {
        // Ahead of our customer stand k = 0, 1, …; the next departure from service takes him when k = 0. He himself gives up at θ.
        var behind = _states.Length - _places;
        var ahead = _states.Skip(_places).ToArray();
        var answered = _states.Take(_places).Sum();
        var rate = _full + (behind * _theta) + _theta;
        var steps = (int)(rate * seconds) + (int)(12 * Math.Sqrt((rate * seconds) + 10)) + 30;
        double weight = Math.Exp(-rate * seconds), sumAnswered = 0, sumLonger = 0, taken = 0;
        var logWeight = -rate * seconds;
        for (var n = 0; n <= steps; n++)
        {
            weight = Math.Exp(logWeight);
            sumAnswered += weight * taken;
            sumLonger += weight * ahead.Sum();
            var next = new double[behind];
            for (var k = 0; k < behind; k++)
            {
                var move = (_full + (k * _theta)) / rate;
                if (k > 0) next[k - 1] += ahead[k] * move;
                else taken += ahead[k] * _full / rate;
                next[k] += ahead[k] * (1 - move - (_theta / rate));
            }
            ahead = next;
            logWeight += Math.Log(rate * seconds) - Math.Log(n + 1);
        }
        return (answered + sumAnswered, sumLonger);
    }
}
