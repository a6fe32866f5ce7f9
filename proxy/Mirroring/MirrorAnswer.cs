using CanaryMesh.Proxy.Forwarding;
using CanaryMesh.Proxy.Http1;
using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Mirroring;

/// <summary>Reads an answer for its outcome alone, as far as it has to be read for the connection to serve again.</summary>
internal sealed class MirrorAnswer(UpstreamConnection connection, string method)
{
    public bool KeepsAlive { get; private set; }

    public async ValueTask<Outcome> ReadAsync()
    {
        var length = await FindHeadAsync();
        var nobody = new DefaultHttpContext();
        nobody.Request.Method = method;
        var head = ResponseHead.Copy(connection.Buffered.Span[..length], nobody);
        connection.Consume(length);
        var outcome = OutcomeOf.Answer(nobody.Response);
        if (StreamedAnswer.Is(nobody))
        {
            return outcome;
        }

        await new ResponseBody(connection, nobody).CopyAsync(head);
        KeepsAlive = head.KeepsAlive && head.Framing != BodyFraming.UntilClose;
        return outcome;
    }

    // Interim heads are passed over.
    private async ValueTask<int> FindHeadAsync()
    {
        while (true)
        {
            var length = ResponseHead.Find(connection.Buffered.Span);
            if (length > 0 && ResponseHead.StatusOf(connection.Buffered.Span) >= StatusCodes.Status200OK)
            {
                return length;
            }

            if (length > 0)
            {
                connection.Consume(length);
                continue;
            }

            var received = await connection.ReceiveAsync();
            connection.Received(received);
            if (received == 0)
            {
                throw new IOException("The canary closed before it answered.");
            }
        }
    }
}
