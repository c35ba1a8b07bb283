using System.Net;

namespace Reception.Storage.Tests.Azure.Client;

/// <summary>What becomes of the request that a fault meets.</summary>
public enum LostAnswer
{
    /// <summary>Carried out; the connection breaks before the answer.</summary>
    Thrown,
    /// <summary>Carried out; a proxy answers 500 instead.</summary>
    Status500,
    /// <summary>Refused with a status before it was carried out.</summary>
    NeverSent,
    /// <summary>A byte of the body is another when it arrives.</summary>
    Garbled,
    /// <summary>Never sent; the connection breaks.</summary>
    Refused,
    /// <summary>Sent, and answered, only after <see cref="Faults.OnFault"/>.</summary>
    Late,
}

/// <summary>Stands between the client and the network and spoils the next so many requests that it is meant for.</summary>
internal sealed class Faults(Func<HttpRequestMessage, bool> isMeant, LostAnswer kind, HttpStatusCode status = HttpStatusCode.InternalServerError)
{
    private int _next;

    /// <summary>How many it still spoils.</summary>
    public int Next
    {
        get => Volatile.Read(ref _next);
        set => Volatile.Write(ref _next, value);
    }

    /// <summary>Runs when a fault meets a request, before the answer is lost.</summary>
    public Func<Task> OnFault { get; set; } = () => Task.CompletedTask;

    public HttpMessageHandler Over(HttpMessageHandler inner) => new Handler(this, inner);

    private sealed class Handler(Faults faults, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!faults.IsMeant(request) || Interlocked.Decrement(ref faults._next) < 0)
            {
                if (faults.Next < 0) faults.Next = 0;
                return await base.SendAsync(request, cancellationToken);
            }
            switch (faults.Kind)
            {
                case LostAnswer.NeverSent:
                    await faults.OnFault();
                    return Answer(request, faults.Status);
                case LostAnswer.Late:
                    await faults.OnFault();
                    return await base.SendAsync(request, cancellationToken);
                case LostAnswer.Refused:
                    await faults.OnFault();
                    throw new HttpRequestException("The connection was refused.");
                case LostAnswer.Garbled:
                    var bytes = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
                    bytes[0] ^= 1;
                    var content = new ByteArrayContent(bytes);
                    foreach (var header in request.Content.Headers) content.Headers.TryAddWithoutValidation(header.Key, header.Value);
                    request.Content = content;
                    return await base.SendAsync(request, cancellationToken);
                default:
                    (await base.SendAsync(request, cancellationToken)).Dispose();
                    await faults.OnFault();
                    return faults.Kind == LostAnswer.Status500 ? Answer(request, HttpStatusCode.InternalServerError) : throw new HttpRequestException("The connection was reset.");
            }
        }

        private static HttpResponseMessage Answer(HttpRequestMessage request, HttpStatusCode status) => new(status) { RequestMessage = request, Content = new ByteArrayContent([]) };
    }

    private LostAnswer Kind => kind;

    private HttpStatusCode Status => status;

    private bool IsMeant(HttpRequestMessage request) => Next > 0 && isMeant(request);
}
