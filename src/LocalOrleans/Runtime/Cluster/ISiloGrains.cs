namespace LocalOrleans;

/// <summary>The grains of a silo, as membership uses them; see <see cref="Orleans.Runtime.Catalog"/>.</summary>
internal interface ISiloGrains
{
    /// <summary>From now on this view decides who may be made.</summary>
    void Enter(ClusterView view);

    /// <summary>Gives back what is held and ends what moves; tells when none of it is active, and ends when none is after <paramref name="close"/>, with false when a newer view has come.</summary>
    Task<bool> SettleAsync(ClusterView view, Action onIdle, Task close);

    /// <summary>No turn begins until <see cref="Thaw"/>.</summary>
    void Freeze();

    /// <summary>Turns begin again.</summary>
    void Thaw();
}
