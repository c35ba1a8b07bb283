using System.Net;
using Orleans.Runtime;

namespace LocalOrleans.Tests;

/// <summary>Rendezvous placement: an even share each, and only the share of a silo that comes or goes moves.</summary>
public sealed class PlacementTests
{
    private const int Grains = 30_000;
    private static readonly SiloAddress[] Silos = [.. Enumerable.Range(1, 4).Select(n => SiloAddress.New(IPAddress.Loopback, 11110 + n, 100 + n))];

    [Fact]
    public void Owner_AmongThreeSilos_IsEvenWithinFivePercent()
    {
        var shares = Keys().CountBy(key => View(Silos[..3]).OwnerOf(key)!).Select(pair => pair.Value);
        Assert.All(shares, share => Assert.InRange(share, Grains / 3 * 0.95, Grains / 3 * 1.05));
    }

    [Fact]
    public void Owner_AfterASiloJoined_IsTheSameOrTheNewOne()
    {
        var (before, after) = (View(Silos[..3]), View(Silos));
        Assert.All(Keys(), key => Assert.Contains(after.OwnerOf(key), new[] { before.OwnerOf(key), Silos[3] }));
    }

    [Fact]
    public void Owner_WhateverTheOrderOfSilos_IsTheSame() =>
        Assert.All(Keys().Take(1_000), key => Assert.Equal(View(Silos).OwnerOf(key), View([.. Silos.Reverse()]).OwnerOf(key)));

    [Fact]
    public void Moves_WithASiloJoining_HoldsForItsShareOnly()
    {
        var announced = new ClusterView(2, View(Silos[..3]).Silos, joining: new ViewSilo(Silos[3], 0));
        Assert.All(Keys(), key => Assert.Equal(View(Silos).OwnerOf(key)!.Equals(Silos[3]), announced.Moves(key)));
    }

    [Fact]
    public void Moves_WithASiloLeaving_HoldsForItsGrainsOnly()
    {
        var announced = new ClusterView(2, View(Silos).Silos, leaving: Silos[3]);
        Assert.All(Keys(), key => Assert.Equal(View(Silos).OwnerOf(key)!.Equals(Silos[3]), announced.Moves(key)));
    }

    private static ClusterView View(SiloAddress[] silos) => new(1, [.. silos.Select(silo => new ViewSilo(silo, 0))]);

    private static IEnumerable<GrainId> Keys() => Enumerable.Range(0, Grains).Select(n => GrainId.Create("conversation", $"shop-{n % 7}/web/customer-{n}"));
}
