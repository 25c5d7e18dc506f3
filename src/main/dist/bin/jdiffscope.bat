@echo off
rem Starts jdiffscope. Needs only java 17 or newer, in JAVA_HOME or on PATH.
setlocal
set "LIB=%~dp0..\lib"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo jdiffscope: no java found: install Java 17 or newer, or set JAVA_HOME 1>&2
  exit /b 2
)
"%JAVA%" -XX:+UseG1GC -XX:ParallelGCThreads=1 -XX:ConcGCThreads=1 -XX:GCTimeRatio=3 -XX:-G1UseAdaptiveIHOP -XX:InitiatingHeapOccupancyPercent=80 -XX:TieredStopAtLevel=1 -XX:Tier3BackEdgeThreshold=2000 -XX:-UsePerfData -Xshare:auto -Dfile.encoding=UTF-8 %JDIFFSCOPE_OPTS% -cp "%LIB%\jdiffscope.jar" io.github.jdiffscope.cli.Main %*
exit /b %ERRORLEVEL%
