namespace CanaryMesh.Analyzer.Gates;

/// <summary>How one attempt ended: yes, no, or nothing that is worth asking again.</summary>
internal sealed record HookReply(bool Passed, bool MayPass, string Sentence);
