using Reception.Storage.GrainStates;

namespace Reception.Storage.Sqlite;

/// <summary>A conditional write (payload set) or removal (payload null) of one state, in the same commits as the journal's appends.</summary>
internal sealed class GrainStateWrite(GrainStateKey key, string? expected, string etag, ReadOnlyMemory<byte>? payload) : StoreWrite<GrainStateResult>
{
    public override int Size => 128 + (payload?.Length ?? 0);

    public override void Apply(WriteSession session)
    {
        var stored = GrainStateSql.Tag(session, key);
        Result = new GrainStateResult(stored == expected, stored);
        if (!Result.Written) return;
        if (payload is { } bytes) GrainStateSql.Put(session, key, etag, bytes.Span);
        else GrainStateSql.Drop(session, key);
    }
}
