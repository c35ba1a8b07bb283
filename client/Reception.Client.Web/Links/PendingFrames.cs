using Reception.Protocol.Frames;

namespace Reception.Client.Web.Links;

/// <summary>Frames that wait for their answer, in the order they were sent: after a reconnect all of them go again, with the same ids.</summary>
internal sealed class PendingFrames
{
    private readonly Lock _gate = new();
    private readonly List<(ClientFrame Frame, TaskCompletionSource<Frame> Answer)> _waiting = [];
    private RefusedException? _ended;

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _waiting.Count == 0;
        }
    }

    public Task<Frame> AddAsync(ClientFrame frame)
    {
        var answer = new TaskCompletionSource<Frame>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_ended is not null) answer.SetException(_ended);
            else _waiting.Add((frame, answer));
        }
        return answer.Task;
    }

    public ClientFrame? Find(string? id)
    {
        lock (_gate) return _waiting.Find(pending => pending.Frame.Id == id).Frame;
    }

    public ClientFrame[] All()
    {
        lock (_gate) return [.. _waiting.Select(pending => pending.Frame)];
    }

    public void Answer(string? id, Frame answer) => Take(id)?.TrySetResult(answer);

    public void Refuse(string? id, RefusedException refusal) => Take(id)?.TrySetException(refusal);

    /// <summary>Ends all that wait and all that come.</summary>
    public void End(RefusedException why)
    {
        lock (_gate)
        {
            _ended = why;
            foreach (var (_, answer) in _waiting) answer.TrySetException(why);
            _waiting.Clear();
        }
    }

    private TaskCompletionSource<Frame>? Take(string? id)
    {
        lock (_gate)
        {
            var index = _waiting.FindIndex(pending => pending.Frame.Id == id);
            if (id is null || index < 0) return null;
            var answer = _waiting[index].Answer;
            _waiting.RemoveAt(index);
            return answer;
        }
    }
}
