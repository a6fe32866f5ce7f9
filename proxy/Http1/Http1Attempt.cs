using CanaryMesh.Proxy.Forwarding;
using CanaryMesh.Proxy.Routing;
using Microsoft.AspNetCore.Connections;

namespace CanaryMesh.Proxy.Http1;

/// <summary>One request on one connection. The body is sent while the answer is already awaited, so that an early answer reaches the client
/// and both ends may stream at once.</summary>
internal sealed class Http1Attempt(UpstreamConnection connection, Exchange exchange, RequestShape shape)
{
    private static readonly TimeSpan ContinuePatience = TimeSpan.FromSeconds(1);
    private Task<bool>? _body;

    public bool BodyIsTouched => _body is not null;

    /// <summary>Whether the client's half of the request broke, not the backend.</summary>
    public bool ClientFailed { get; private set; }

    /// <summary>Whether the connection is in step and may serve another request.</summary>
    public bool IsReusable { get; private set; }

    public async ValueTask RunAsync(Backend backend)
    {
        var context = exchange.Context;
        RequestHead.Write(connection.Out, context, backend, shape, exchange.AsksForTime);
        if (!shape.HasBody || shape.WaitsForContinue)
        {
            await connection.SendOutAsync();
        }
        else
        {
            StartBody();
        }

        var length = await FindHeadAsync();
        var head = ResponseHead.Copy(connection.Buffered.Span[..length], context);
        connection.Consume(length);
        if (head.Status == StatusCodes.Status101SwitchingProtocols)
        {
            exchange.SeeHead();
            await UpgradeAsync();
            return;
        }

        exchange.SeeHead();
        await new ResponseBody(connection, context).CopyAsync(head);
        IsReusable = head.KeepsAlive && head.Framing != BodyFraming.UntilClose && await EndBodyAsync();
    }

    /// <summary>Lets a body that is still being sent come to its end, the answer being there or the connection broken.</summary>
    public async ValueTask<bool> EndBodyAsync()
    {
        if (_body is null)
        {
            return !shape.HasBody;
        }

        // The backend wants no more of it, or will get no more.
        if (!_body.IsCompleted)
        {
            connection.Dispose();
            exchange.Context.Request.BodyReader.CancelPendingRead();
        }

        try
        {
            return await _body;
        }
        catch (Exception exception) when (UpstreamFault.Is(exception) || exception is OperationCanceledException or InvalidOperationException)
        {
            return false;
        }
    }

    private void StartBody() => _body ??= SendBodyAsync();

    private async Task<bool> SendBodyAsync()
    {
        try
        {
            return await RequestBody.SendAsync(connection, exchange.Context, shape.IsChunked, exchange.Copy);
        }
        catch (Exception exception) when (exception is BadHttpRequestException or ConnectionResetException or OperationCanceledException)
        {
            // The backend would wait for the rest for ever.
            ClientFailed = true;
            connection.Dispose();
            return false;
        }
    }

    private async ValueTask UpgradeAsync()
    {
        exchange.Context.Response.Headers.Upgrade = exchange.Context.Request.Headers.Upgrade;
        using var tunnel = new Tunnel(connection, exchange.Context);
        await tunnel.RunAsync();
    }

    /// <summary>Length of the final head at the start of what is buffered; interim ones are taken out.</summary>
    private async ValueTask<int> FindHeadAsync()
    {
        while (true)
        {
            var length = ResponseHead.Find(connection.Buffered.Span);
            if (length == 0)
            {
                var pending = connection.ReceiveAsync();
                Take(shape.WaitsForContinue && _body is null ? await PatientlyAsync(pending.AsTask()) : await pending);
                continue;
            }

            var status = ResponseHead.StatusOf(connection.Buffered.Span);
            if (status is >= 200 or StatusCodes.Status101SwitchingProtocols)
            {
                return length;
            }

            connection.Consume(length);
            if (status == StatusCodes.Status100Continue && shape.WaitsForContinue)
            {
                StartBody();
            }
        }
    }

    private void Take(int received)
    {
        connection.Received(received);
        if (received == 0)
        {
            throw new IOException("The backend closed before it answered.");
        }
    }

    /// <summary>An app may ignore the expectation (RFC 9110 §10.1.1): after a while the body is sent anyway.</summary>
    private async Task<int> PatientlyAsync(Task<int> pending)
    {
        if (await Task.WhenAny(pending, Task.Delay(ContinuePatience)) != pending)
        {
            StartBody();
        }

        return await pending;
    }
}
