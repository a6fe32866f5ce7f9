namespace CanaryMesh.LoadTester.Gates;

/// <summary>Which gates are open. A gate nobody opened is closed; the book is this process's alone and empty after a restart, so that a
/// forgotten gate never lets anything through.</summary>
internal sealed class GateBook(int most)
{
    private readonly Lock _lock = new();
    private readonly HashSet<GateKey> _open = [];

    public int OpenCount
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    public bool IsOpen(GateKey key)
    {
        lock (_lock)
        {
            return _open.Contains(key);
        }
    }

    /// <summary>False if the book is full.</summary>
    public bool TryOpen(GateKey key)
    {
        lock (_lock)
        {
            if (_open.Count >= most && !_open.Contains(key))
            {
                return false;
            }

            _open.Add(key);
            return true;
        }
    }

    public void Close(GateKey key)
    {
        lock (_lock)
        {
            _open.Remove(key);
        }
    }
}
