using CanaryMesh.Load;

namespace CanaryMesh.Demo.Story;

/// <summary>What has happened so far, for the screen and for the summary.</summary>
internal sealed class Chronicle(TimeProvider clock)
{
    private const int NotesKept = 200;
    private readonly Lock _lock = new();
    private readonly List<Note> _notes = [];
    private readonly List<ChapterCounts> _chapters = [];
    private readonly DateTimeOffset _began = clock.GetUtcNow();

    public string Chapter { get; private set; } = "starting";

    /// <summary>The version on trial, or tried last; null before the first.</summary>
    public string? Trial { get; private set; }

    public string Primary { get; private set; } = "1";

    public TimeSpan Elapsed => clock.GetUtcNow() - _began;

    public IReadOnlyList<Note> Notes
    {
        get
        {
            lock (_lock)
            {
                return [.. _notes];
            }
        }
    }

    public IReadOnlyList<ChapterCounts> Chapters
    {
        get
        {
            lock (_lock)
            {
                return [.. _chapters];
            }
        }
    }

    public void Begin(string chapter)
    {
        Chapter = chapter;
        Note(chapter);
    }

    public void End(string chapter, LoadSnapshot counts)
    {
        lock (_lock)
        {
            _chapters.Add(new ChapterCounts(chapter, counts));
        }
    }

    public void Try(string version) => Trial = version;

    public void Promote(string version) => (Primary, Trial) = (version, null);

    public void Note(string text)
    {
        lock (_lock)
        {
            _notes.Add(new Note(Elapsed, text));
            if (_notes.Count > NotesKept)
            {
                _notes.RemoveAt(0);
            }
        }
    }
}
