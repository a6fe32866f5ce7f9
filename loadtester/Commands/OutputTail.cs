using System.Globalization;
using System.Text;

namespace CanaryMesh.LoadTester.Commands;

/// <summary>The end of what a command printed: where it failed is said last.</summary>
internal sealed class OutputTail(int most)
{
    private readonly Lock _lock = new();
    private readonly Queue<byte> _bytes = new();
    private long _left;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            foreach (var each in bytes)
            {
                if (_bytes.Count == most)
                {
                    _bytes.Dequeue();
                    _left++;
                }

                _bytes.Enqueue(each);
            }
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            var text = Encoding.UTF8.GetString([.. _bytes]);
            return _left > 0 ? string.Create(CultureInfo.InvariantCulture, $"[{_left} bytes left out]\n{text}") : text;
        }
    }
}
