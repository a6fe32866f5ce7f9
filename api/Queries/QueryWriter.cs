using System.Text;

namespace CanaryMesh.Api.Queries;

/// <summary>Walks a text with marks and writes what was put in as the place asks.</summary>
internal abstract class QueryWriter(string marked, QueryValues values)
{
    private const string CanarySuffix = "-canary";
    private const string PrimarySuffix = "-primary";
    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    public IReadOnlyList<TargetUse> Uses => [.. UseList.Distinct()];

    protected List<TargetUse> UseList { get; } = [];

    protected StringBuilder Out { get; } = new(marked.Length);

    protected QueryValues Values => values;

    protected string Marked => marked;

    protected int At { get; set; }

    public string Write()
    {
        while (At < marked.Length)
        {
            if (marked[At] is QueryMarks.Target)
            {
                At++;
                Target();
            }
            else if (QueryMarks.IsMark(marked[At]))
            {
                Span();
            }
            else
            {
                Letter(marked[At]);
            }
        }

        Ended();
        return Out.ToString();
    }

    protected abstract void Letter(char letter);

    /// <summary>Puts in a name of an object, which is ours, or a variable, which is anybody's.</summary>
    protected abstract void Put(string value, bool isVariable);

    /// <summary>Puts in the primary's name, where TARGET-primary stood.</summary>
    protected virtual void PutPrimary() => Put(values.Target, isVariable: false);

    /// <summary>Puts in the name of the workload on trial.</summary>
    protected virtual void PutCopy() => Put(values.Copy, isVariable: false);

    protected virtual void Ended()
    {
    }

    protected void Fault(string sentence)
    {
        if (!_faults.Contains(sentence))
        {
            _faults.Add(sentence);
        }
    }

    // The workload on trial is the copy, with or without the suffix that only others need; the primary is the target itself.
    private void Target()
    {
        if (Follows(PrimarySuffix))
        {
            At += PrimarySuffix.Length;
            PutPrimary();
            return;
        }

        At += Follows(CanarySuffix) ? CanarySuffix.Length : 0;
        PutCopy();
    }

    // As a whole word: TARGET-canary2 is something else.
    private bool Follows(string suffix) =>
        marked.AsSpan(At).StartsWith(suffix) && (At + suffix.Length == marked.Length || !char.IsAsciiLetterOrDigit(marked[At + suffix.Length]));

    private void Span()
    {
        var isVariable = marked[At] is QueryMarks.Variable;
        var end = marked.IndexOf(QueryMarks.End, At);
        var value = marked[(At + 1)..end];
        At = end + 1;
        Put(value, isVariable);
    }
}
