using System.Globalization;
using System.Text;

namespace CanaryMesh.LoadTester.Commands;

/// <summary>The end of what a command printed: where it failed is said last.</summary>
internal sealed class OutputTail(int most)
{
    private readonly Lock _lock = new();
    private readonly byte[] _ring = new byte[most];
    private long _written;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            var kept = bytes[Math.Max(0, bytes.Length - most)..];
            _written += bytes.Length - kept.Length;
            var at = (int)(_written % most);
            var first = Math.Min(kept.Length, most - at);
            kept[..first].CopyTo(_ring.AsSpan(at));
            kept[first..].CopyTo(_ring);
            _written += kept.Length;
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            if (_written <= most)
            {
                return Encoding.UTF8.GetString(_ring, 0, (int)_written);
            }

            var at = (int)(_written % most);
            var text = Encoding.UTF8.GetString([.. _ring[at..], .. _ring[..at]]);
            return string.Create(CultureInfo.InvariantCulture, $"[{_written - most} bytes left out]\n{text}");
        }
    }
}
