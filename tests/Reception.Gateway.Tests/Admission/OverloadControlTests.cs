using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Reception.Contracts.Ids;
using Reception.Gateway.Admission;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Admission;

/// <summary>What is refused under overload, in which order, and that it ends.</summary>
public sealed class OverloadControlTests
{
    private static readonly ShopId Loud = new("loud");
    private static readonly ShopId Calm = new("calm");
    private readonly ManualTime _time = new();
    private readonly OverloadControl _control;

    public OverloadControlTests()
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        _control = new(Options.Create(new GatewayOptions()), _time, new SeededIds(1), new AdmissionInstruments(meters), NullLogger<OverloadControl>.Instance);
    }

    [Fact]
    public void Calm_NothingIsRefused()
    {
        Strain(TimeSpan.FromMilliseconds(99), seconds: 60);
        Assert.Equal(0, _control.Pressure);
        Assert.Null(_control.ConversationAfterMs());
        Assert.Null(_control.MessagesAfterMs(Loud, 1_000_000, 1));
    }

    [Fact]
    public void Overload_RefusesNewConversationsFirst_ThenMessages()
    {
        Strain(TimeSpan.FromMilliseconds(150), seconds: 5);
        Assert.Equal(1, _control.Pressure, 6);
        Assert.InRange(_control.ConversationAfterMs()!.Value, 4_000, 8_000);
        Assert.Null(_control.MessagesAfterMs(Loud, 1_000, 1));

        Strain(TimeSpan.FromMilliseconds(150), seconds: 2); // a silent second, too: 500 count as usual
        Assert.Null(_control.MessagesAfterMs(Loud, 300, 1));
        Assert.InRange(_control.MessagesAfterMs(Loud, 1_000, 1)!.Value, 1_000, 2_000);
    }

    [Fact]
    public void Overload_AShopBelowItsShare_LosesNothing()
    {
        Offer(100, 5);
        for (var i = 0; i < 20; i++)
        {
            Strain(TimeSpan.FromMilliseconds(150), seconds: 1);
            var (loud, calm) = Offer(100, 5);
            Assert.Equal(5, calm);
            if (_control.Pressure >= 1.5) Assert.True(loud < 60, $"{loud} of 100 at pressure {_control.Pressure}");
        }
        Assert.Equal(1.9, _control.Pressure, 6);
    }

    [Fact]
    public void Overload_Weights_ShareWhatComesIn()
    {
        Strain(TimeSpan.FromMilliseconds(500), seconds: 1); // far beyond the bound: by half
        Strain(TimeSpan.FromMilliseconds(500), seconds: 1);
        Offer(300, 300, calmWeight: 2);
        Strain(TimeSpan.FromMilliseconds(500), seconds: 1);
        Assert.Equal(1.5, _control.Pressure, 6);
        var (loud, calm) = Offer(300, 300, calmWeight: 2);
        Assert.Equal((100, 200), (loud, calm));
    }

    [Fact]
    public void Overload_SlowStoring_CountsLikeDelay()
    {
        for (var i = 0; i < 20; i++) _control.OnStored(TimeSpan.FromSeconds(2));
        Strain(TimeSpan.Zero, seconds: 1);
        Assert.Equal(0.2, _control.Pressure, 6);
        for (var i = 0; i < 19; i++) _control.OnStored(TimeSpan.FromSeconds(60)); // too few to say anything
        Strain(TimeSpan.Zero, seconds: 1);
        Assert.Equal(0.15, _control.Pressure, 6);
    }

    [Fact]
    public void Overload_Over_EverythingComesInAgain()
    {
        Strain(TimeSpan.FromSeconds(1), seconds: 10);
        Strain(TimeSpan.Zero, seconds: 40);
        Assert.Equal(0, _control.Pressure, 6);
        Assert.Null(_control.ConversationAfterMs());

        Strain(TimeSpan.FromSeconds(1), seconds: 10);
        _time.Advance(TimeSpan.FromMinutes(1)); // nothing measured, nothing asked
        Assert.Null(_control.ConversationAfterMs());
    }

    private void Strain(TimeSpan delay, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _control.OnDelay(delay);
            _time.Advance(OverloadControl.Window);
            _control.OnDelay(TimeSpan.Zero);
            if (delay > TimeSpan.Zero) _control.OnDelay(delay + delay); // its zero is made good
        }
    }

    private (int Loud, int Calm) Offer(int loud, int calm, int calmWeight = 1)
    {
        var admitted = (Loud: 0, Calm: 0);
        for (var i = 0; i < Math.Max(loud, calm); i++)
        {
            if (i < loud && _control.MessagesAfterMs(Loud, 1, 1) is null) admitted.Loud++;
            if (i < calm && _control.MessagesAfterMs(Calm, 1, calmWeight) is null) admitted.Calm++;
        }
        return admitted;
    }
}
