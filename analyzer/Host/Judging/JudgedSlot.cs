namespace CanaryMesh.Analyzer.Judging;

/// <summary>What of one judged version still has to be written. One write at a time; safe for threads.</summary>
internal sealed class JudgedSlot(JudgedPlace place)
{
    private const int MostDoublings = 8;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private JudgedContent _wanted = JudgedContent.Nothing;
    private bool _isWriting;
    private int _failures;
    private DateTimeOffset _notBefore;

    /// <summary>Somebody else's object is in its place: nothing is ever written there.</summary>
    public bool IsForeign { get; private set; }

    public JudgedPlace Place { get; private set; } = place;

    /// <summary>The object as it was written last; null if it has to be read first.</summary>
    public string? Version { get; set; }

    public bool IsDone
    {
        get
        {
            lock (_lock)
            {
                return _wanted.IsNothing && !_isWriting;
            }
        }
    }

    public void Want(JudgedPlace where, JudgedContent content)
    {
        lock (_lock)
        {
            (Place, _wanted) = (where, IsForeign ? JudgedContent.Nothing : _wanted.Then(content));
        }
    }

    /// <summary>What to write now; null if there is nothing, or it is being written.</summary>
    public JudgedContent? Begin(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_isWriting || _wanted.IsNothing || now < _notBefore)
            {
                return null;
            }

            _isWriting = true;
            return _wanted;
        }
    }

    /// <summary>The write ended; null: it failed. Who refuses again and again is asked less and less often.</summary>
    public void End(JudgedContent? written, string? version, DateTimeOffset now)
    {
        lock (_lock)
        {
            (_isWriting, Version) = (false, version);
            _failures = written is null ? Math.Min(_failures + 1, MostDoublings) : 0;
            _notBefore = _failures > 1 ? now + (First * (1 << (_failures - 2))) : now;
            _wanted = written is null ? _wanted : _wanted.Without(written);
        }
    }

    public void GiveUp()
    {
        lock (_lock)
        {
            (_isWriting, IsForeign, _wanted) = (false, true, JudgedContent.Nothing);
        }
    }
}
