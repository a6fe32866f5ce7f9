using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Http;

namespace CanaryMesh.Cluster.Subresources;

/// <summary>One command's input, output and verdict as messages whose first byte is their channel.</summary>
internal sealed class ExecStream(WebSocket socket, Process process) : IDisposable
{
    private const byte Input = 0;
    private const byte Output = 1;
    private const byte Errors = 2;
    private const byte Verdict = 3;
    private const byte Closed = 255;

    private readonly SemaphoreSlim sending = new(1);

    public async Task RunAsync(bool takesInput, CancellationToken cancel)
    {
        try
        {
            if (!takesInput)
            {
                process.StandardInput.Close();
            }

            var listening = ListenAsync(cancel);
            await Task.WhenAll(CopyAsync(process.StandardOutput.BaseStream, Output, cancel), CopyAsync(process.StandardError.BaseStream, Errors, cancel));
            await process.WaitForExitAsync(cancel);
            await SendAsync(Verdict, Encoding.UTF8.GetBytes(Status(process.ExitCode).ToJsonString()), cancel);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
            await listening;
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or OperationCanceledException)
        {
            // Whoever asked has left.
        }
        finally
        {
            End();
        }
    }

    public void Dispose() => sending.Dispose();

    /// <summary>What kubectl's exit code is taken from.</summary>
    internal static JsonObject Status(int exitCode) => exitCode == 0
        ? new() { ["metadata"] = new JsonObject(), ["status"] = "Success" }
        : StatusBody.Failure(500, "NonZeroExitCode", string.Create(CultureInfo.InvariantCulture, $"command terminated with non-zero exit code: exit status {exitCode}"), new()
        {
            ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ExitCode", ["message"] = exitCode.ToString(CultureInfo.InvariantCulture) }),
        });

    private async Task ListenAsync(CancellationToken cancel)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, cancel) is { MessageType: not WebSocketMessageType.Close } message)
            {
                await TakeAsync(buffer.AsMemory(0, message.Count), cancel);
            }
        }
        catch (WebSocketException)
        {
            // Ended without a word.
        }
        finally
        {
            End();
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        if (message.Length > 1 && message.Span[0] == Input)
        {
            await process.StandardInput.BaseStream.WriteAsync(message[1..], cancel);
            await process.StandardInput.BaseStream.FlushAsync(cancel);
        }
        else if (message.Length > 1 && message.Span[0] == Closed && message.Span[1] == Input)
        {
            process.StandardInput.Close();
        }
    }

    private async Task CopyAsync(Stream from, byte channel, CancellationToken cancel)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, cancel)) > 0)
        {
            await SendAsync(channel, buffer.AsMemory(0, read), cancel);
        }
    }

    private async Task SendAsync(byte channel, ReadOnlyMemory<byte> text, CancellationToken cancel)
    {
        await sending.WaitAsync(cancel);
        try
        {
            await socket.SendAsync((byte[])[channel, .. text.Span], WebSocketMessageType.Binary, true, cancel);
        }
        finally
        {
            sending.Release();
        }
    }

    private void End()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
