namespace Reception.Storage.Sqlite;

/// <summary>Writes nothing: when it completes, the store has been opened again and its tails are true.</summary>
internal sealed class SettleWrite : StoreWrite<bool>
{
    public override void Apply(WriteSession session) => Result = true;
}
