namespace CanaryMesh.Analyzer.Judging;

/// <summary>What stands for the number of chances that each side had.</summary>
public enum Exposure
{
    /// <summary>Our proxies drew each request's side: its share of all requests, whatever sides they fell on.</summary>
    Drawn,

    /// <summary>Somebody else splits: the requests that each side had.</summary>
    Counted,
}
