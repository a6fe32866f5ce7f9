using System.Globalization;
using System.Text;

namespace CanaryMesh.Load;

/// <summary>Reads HTTP/1.1 answers off a stream; what was read too far stays for the next one.</summary>
internal sealed class AnswerReader(Stream stream)
{
    private const int LongestLine = 64 * 1024;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Bytes received since the connection was opened: tells "no answer" from "answer cut off".</summary>
    public long Received { get; private set; }

    public async Task<HttpAnswer> ReadAsync(CancellationToken cancel)
    {
        AnswerHead head;
        do
        {
            head = AnswerHead.Parse(await ReadHeadAsync(cancel));
        }
        while (head.IsInterim);
        var delimited = !head.HasBody || head.Chunked || head.ContentLength is not null;
        await SkipBodyAsync(head, cancel);
        return new HttpAnswer(head.Status, head.Version, head.KeepsAlive && delimited);
    }

    private async Task<List<string>> ReadHeadAsync(CancellationToken cancel)
    {
        List<string> lines = [];
        for (string line; (line = await ReadLineAsync(cancel)).Length > 0 || lines.Count == 0;)
        {
            lines.Add(line);
        }
        return lines;
    }

    private async Task SkipBodyAsync(AnswerHead head, CancellationToken cancel)
    {
        if (!head.HasBody)
        {
            return;
        }
        if (head.Chunked)
        {
            await SkipChunksAsync(cancel);
        }
        else if (head.ContentLength is { } length)
        {
            await SkipAsync(length, cancel);
        }
        else
        {
            await SkipToEndAsync(cancel);
        }
    }

    private async Task SkipChunksAsync(CancellationToken cancel)
    {
        for (long size; (size = ChunkSize(await ReadLineAsync(cancel))) > 0;)
        {
            await SkipAsync(size, cancel);
            await ReadLineAsync(cancel);
        }
        while ((await ReadLineAsync(cancel)).Length > 0)
        {
        }
    }

    private static long ChunkSize(string line) =>
        long.TryParse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size)
            ? size
            : throw new InvalidDataException($"no chunk size: {line}");

    private async Task<string> ReadLineAsync(CancellationToken cancel)
    {
        var line = new StringBuilder();
        while (line.Length < LongestLine)
        {
            var feed = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            var upTo = feed < 0 ? _end : feed;
            line.Append(Encoding.Latin1.GetString(_buffer, _start, upTo - _start));
            if (feed >= 0)
            {
                _start = feed + 1;
                return line.ToString().TrimEnd('\r');
            }
            await FillAsync(cancel);
        }
        throw new InvalidDataException("a line of the answer's head is too long");
    }

    private async Task SkipAsync(long count, CancellationToken cancel)
    {
        for (; count > 0; count -= Take(count))
        {
            if (_start == _end)
            {
                await FillAsync(cancel);
            }
        }
    }

    private int Take(long most)
    {
        var taken = (int)Math.Min(most, _end - _start);
        _start += taken;
        return taken;
    }

    private async Task SkipToEndAsync(CancellationToken cancel)
    {
        while (await stream.ReadAsync(_buffer, cancel) > 0)
        {
        }
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        _start = 0;
        _end = 0;
        _end = await stream.ReadAsync(_buffer, cancel);
        Received += _end;
        if (_end == 0)
        {
            throw new EndOfStreamException("the connection was closed");
        }
    }
}
